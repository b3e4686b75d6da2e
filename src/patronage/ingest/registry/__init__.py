"""Fields of customers: who fills them, who is right, who has checked."""
