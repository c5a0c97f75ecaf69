"""The night as a flow of Prefect; what fails raises, and the flow run is marked as failed."""

from prefect import flow, task

import toolkit


@task
def build():
    """Build a release of raw/ and return its folder; GateError if it does not pass its gates."""
    return toolkit.build(config="toolkit.toml").folder


@task
def validate(folder):
    """Check every row, and fail on an error."""
    result = toolkit.validate(folder)
    if not result.passed:
        raise ValueError(repr(result))


@task(retries=3, retry_delay_seconds=60)
def publish(folder):
    """Publish to the destination that toolkit.toml names; a second try goes on where the first one stopped."""
    return toolkit.publish(folder).outcome.address


@flow
def halden_nights():
    """Build, validate and publish."""
    folder = build()
    validate(folder)
    return publish(folder)


if __name__ == "__main__":
    halden_nights.serve(name="nightly", cron="15 2 * * *", limit=1)
