from .allocation import Allocation as Allocation
from .coverage import IndicatorCoverage as IndicatorCoverage
from .credit import Credit as Credit
from .dimension import PeerDimension as PeerDimension
from .family import RetailerFeatures as RetailerFeatures
from .peer_indicator import PeerIndicator as PeerIndicator
