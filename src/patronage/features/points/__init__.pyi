from .family import PointsFeatures as PointsFeatures
from .liability import points_breakage as points_breakage
from .liability import points_liability as points_liability
