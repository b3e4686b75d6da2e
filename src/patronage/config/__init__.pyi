from .command import main as main
from .layout import root as root
from .settings import Config as Config
from .settings import Language as Language
from .targets import check_targets as check_targets
from .targets import instantiate as instantiate
from .written import to_yaml as to_yaml
