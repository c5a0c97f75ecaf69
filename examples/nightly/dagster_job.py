"""The night as a job of Dagster with its schedule."""

import dagster

import toolkit


@dagster.op
def build() -> str:
    """Build a release of raw/ and return its folder; GateError if it does not pass its gates."""
    return str(toolkit.build(config="toolkit.toml").folder)


@dagster.op
def validate(folder: str) -> str:
    """Check every row, and fail on an error."""
    result = toolkit.validate(folder)
    if not result.passed:
        raise dagster.Failure(repr(result))
    return folder


@dagster.op(retry_policy=dagster.RetryPolicy(max_retries=3, delay=60))
def publish(folder: str) -> str:
    """Publish to the destination that toolkit.toml names; a second try goes on where the first one stopped."""
    return str(toolkit.publish(folder).outcome.address)


@dagster.job
def halden_nights():
    """Build, validate and publish."""
    publish(validate(build()))


definitions = dagster.Definitions(
    jobs=[halden_nights], schedules=[dagster.ScheduleDefinition(job=halden_nights, cron_schedule="15 2 * * *")]
)
