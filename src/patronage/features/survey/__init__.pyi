from .calibration import CalibratedAttitude as CalibratedAttitude
from .family import SurveyFeatures as SurveyFeatures
from .reliability import cronbach_alpha as cronbach_alpha
from .report import survey_report as survey_report
from .wallet_rule import wallet_allocation as wallet_allocation
