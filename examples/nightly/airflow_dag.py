"""The night as a DAG of Airflow: a task for each command, so that the log says which of them failed."""

from datetime import UTC, datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import dag

FOLDER = "/srv/nights"
RELEASE = '$(python3 -c \'import json; print(json.load(open("dist/night.json"))["folder"])\')'


@dag(schedule="15 2 * * *", start_date=datetime(2024, 5, 1, tzinfo=UTC), catchup=False, max_active_runs=1)
def halden_nights():
    """Build, validate and publish."""
    build = BashOperator(
        task_id="build", cwd=FOLDER, bash_command="mkdir -p dist && toolkit build --json > dist/night.json", retries=0
    )
    validate = BashOperator(task_id="validate", cwd=FOLDER, bash_command=f'toolkit validate "{RELEASE}"', retries=0)
    publish = BashOperator(task_id="publish", cwd=FOLDER, bash_command=f'toolkit publish "{RELEASE}"', retries=3)
    build >> validate >> publish


halden_nights()
