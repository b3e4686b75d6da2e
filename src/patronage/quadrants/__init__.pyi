from .axis import WeightedAxis as WeightedAxis
from .cuts import BusinessCut as BusinessCut
from .cuts import MedianCut as MedianCut
from .scheme import Quadrants as Quadrants
from .scheme import QuadrantScheme as QuadrantScheme
