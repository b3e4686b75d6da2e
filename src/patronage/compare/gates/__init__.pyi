from .judgement import Judgement as Judgement
from .judgement import judge as judge
from .paired import usefulness as usefulness
from .side import Side as Side
from .tolerances import Tolerances as Tolerances
