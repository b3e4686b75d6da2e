"""Watch the champion every night, retrain it when that is due, and score everybody."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

RUN = (
    "cd /opt/patronage && .venv/bin/python -m pipelines.{} source=complete_journey "
    "paths.data=/var/lib/patronage/data paths.runs=/var/lib/patronage/runs"
)

with DAG(
    "patronage",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    # 10 says that a retrain is due, 8 that there is no champion yet; none is due
    # after 0, and none is ours after 6: somebody else is at it.
    monitor = BashOperator(
        task_id="monitor",
        bash_command=f"{RUN.format('monitor')}; code=$?; "
        'case $code in 8 | 10) exit 0 ;; 0 | 6) exit 99 ;; *) exit "$code" ;; esac',
        skip_on_exit_code=99,
    )
    retrain = BashOperator(
        task_id="retrain",
        bash_command=f"{RUN.format('retrain')} by=airflow",
        skip_on_exit_code=6,
    )
    score = BashOperator(
        task_id="score",
        bash_command=RUN.format("score"),
        trigger_rule="none_failed",
    )
    monitor >> retrain >> score
