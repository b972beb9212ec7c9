# The bots: everything that strangers and secrets touch, on a Python that gets fixes.
FROM python:3.13-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY requirements.lock .
RUN uv venv /venv && uv pip sync --python /venv/bin/python --require-hashes requirements.lock

FROM python:3.13-slim
COPY --from=build /venv /venv
WORKDIR /app
COPY bots bots
COPY nlu/*.py nlu/
COPY responses responses
COPY storage storage
RUN useradd --system --uid 10001 fingerpost && mkdir /data && chown fingerpost /data
USER fingerpost
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
VOLUME /data
CMD ["python", "-m", "bots", "run"]
