# The command line as an image: docker build --tag toolkit . && docker run --rm --volume "$PWD:/data" toolkit build raw
ARG PYTHON=3.12
FROM python:${PYTHON}-bookworm AS build
WORKDIR /src
COPY requirements.lock pyproject.toml hatch_build.py README.md CHANGELOG.md LICENSE NOTICE ./
COPY .ci/install_slim .ci/install_slim
COPY docs/man docs/man
COPY schema schema
COPY toolkit toolkit
RUN .ci/install_slim /opt/toolkit

FROM python:${PYTHON}-slim-bookworm
LABEL org.opencontainers.image.title="news-dataset-toolkit" \
      org.opencontainers.image.description="Turns raw news articles into dataset releases that people can trust." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 1000 --create-home toolkit && mkdir /data && chown toolkit:toolkit /data
COPY --from=build /opt/toolkit /opt/toolkit
ENV PATH=/opt/toolkit/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 1000
WORKDIR /data
ENTRYPOINT ["toolkit"]
CMD ["--help"]
