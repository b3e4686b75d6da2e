from .tiers import ShareTiers as ShareTiers
