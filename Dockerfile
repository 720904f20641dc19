# The application image: web, worker, beat and migrate all start from it (docker-compose.yml).
FROM python:3.11-slim AS assets
WORKDIR /app
COPY requirements requirements
COPY bin bin
COPY package.json package-lock.json .npmrc ./
COPY static static
RUN python bin/assets.py

FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt && useradd --system basisteam
COPY . .
COPY --from=assets /app/static/vendor static/vendor
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 && mkdir -p var && chown basisteam var
USER basisteam
EXPOSE 8000
CMD ["gunicorn", "basisteam.wsgi"]
