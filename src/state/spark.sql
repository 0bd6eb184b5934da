-- Logins -> device-days and network-days, as the state of kosring holds them.
-- For Apache Spark 3.5 and 4.x. Rows are cleaned by the same rules as in the program itself.
SET spark.sql.ansi.enabled=false;
SET spark.sql.session.timeZone={zone};
SET spark.sql.parquet.compression.codec=zstd;

-- One field after another: blanks, a leading apostrophe, words that mean a value is missing.
CREATE TEMPORARY VIEW kosring_text AS
SELECT
  kosring_file, kosring_row, kosring_ragged,
  {account_id} AS account_raw, {device_id} AS device_raw, {login_at} AS at_raw, {ip} AS ip_raw, {region} AS region_raw
FROM kosring_source;

CREATE TEMPORARY VIEW kosring_trimmed AS
SELECT
  *,
  regexp_replace(regexp_replace(regexp_replace(account_raw, '{edges}', ''), '^\'', ''), '{edges}', '') AS account_text,
  regexp_replace(regexp_replace(regexp_replace(device_raw, '{edges}', ''), '^\'', ''), '{edges}', '') AS device_text,
  regexp_replace(regexp_replace(regexp_replace(at_raw, '{edges}', ''), '^\'', ''), '{edges}', '') AS at_text,
  regexp_replace(regexp_replace(regexp_replace(ip_raw, '{edges}', ''), '^\'', ''), '{edges}', '') AS ip_text,
  regexp_replace(regexp_replace(regexp_replace(region_raw, '{edges}', ''), '^\'', ''), '{edges}', '') AS region_text
FROM kosring_text;

CREATE TEMPORARY VIEW kosring_fields AS
SELECT
  kosring_file, kosring_row, kosring_ragged,
  CASE WHEN account_text IN ({missing}) THEN NULL ELSE account_text END AS account_id,
  CASE WHEN device_text IN ({missing}) THEN NULL ELSE device_text END AS device_id,
  CASE WHEN at_text IN ({missing}) THEN NULL ELSE at_text END AS login_at,
  CASE WHEN ip_text IN ({missing}) THEN NULL ELSE ip_text END AS ip,
  CASE WHEN region_text IN ({missing}) THEN NULL ELSE region_text END AS region
FROM kosring_trimmed;

-- Times in the forms of the contract, taken apart.
CREATE TEMPORARY VIEW kosring_times AS
SELECT
  *,
  login_at RLIKE '{clock}' AS is_clock,
  login_at RLIKE '^([0-9]{9,10}|[0-9]{12,13})$' AS is_epoch,
  make_date(int(regexp_extract(login_at, '{clock}', 1)), int(regexp_extract(login_at, '{clock}', 3)),
    int(regexp_extract(login_at, '{clock}', 4))) AS clock_date,
  coalesce(int(nullif(regexp_extract(login_at, '{clock}', 5), '')), 0) AS clock_hour,
  coalesce(int(nullif(regexp_extract(login_at, '{clock}', 6), '')), 0) AS clock_minute,
  coalesce(int(nullif(regexp_extract(login_at, '{clock}', 7), '')), 0) AS clock_second,
  int(rpad(substring(regexp_extract(login_at, '{clock}', 8), 1, 3), 3, '0')) AS clock_ms,
  regexp_extract(login_at, '{clock}', 9) AS clock_offset
FROM kosring_fields;

-- A moment in milliseconds since 1970; a leap second is the last second of its minute.
CREATE TEMPORARY VIEW kosring_moments AS
SELECT
  *,
  CASE
    WHEN is_epoch AND length(login_at) <= 10 THEN bigint(login_at) * 1000
    WHEN is_epoch THEN bigint(login_at)
    WHEN NOT is_clock OR clock_hour > 23 OR clock_minute > 59 OR clock_second > 60 THEN NULL
    WHEN clock_offset = '' THEN clock_ms + unix_millis(make_timestamp(year(clock_date), month(clock_date),
      day(clock_date), clock_hour, clock_minute, least(clock_second, 59)))
    WHEN lower(clock_offset) <> 'z' AND
      (int(substring(regexp_replace(clock_offset, '[: ]', ''), 2, 2)) > 14 OR
       int(rpad(substring(regexp_replace(clock_offset, '[: ]', ''), 4, 2), 2, '0')) > 59) THEN NULL
    ELSE clock_ms + datediff(clock_date, DATE'1970-01-01') * 86400000L
      + ((clock_hour * 60 + clock_minute) * 60 + least(clock_second, 59)) * 1000L
      - CASE WHEN lower(clock_offset) = 'z' THEN 0L ELSE
          (CASE WHEN regexp_replace(clock_offset, ' ', '') LIKE '-%' THEN -1L ELSE 1L END)
          * (int(substring(regexp_replace(clock_offset, '[: ]', ''), 2, 2)) * 60
             + int(rpad(substring(regexp_replace(clock_offset, '[: ]', ''), 4, 2), 2, '0'))) * 60000L END
  END AS at
FROM kosring_times;

-- The first fault of a row, in the order in which the program looks for them.
-- Written down, since three tables are made of it: a filter on the fault would otherwise be pushed through
-- all of the above, field by field, and the files read three times.
CREATE TABLE kosring_checked USING parquet LOCATION '{incoming}/checked' AS
SELECT
  kosring_file, kosring_row, account_id, device_id, ip, region, at,
  CASE
    WHEN kosring_ragged IS NOT NULL THEN 'ragged_row'
    WHEN account_id IS NULL THEN 'missing_value'
    WHEN octet_length(account_id) > {longest} THEN 'field_too_long'
    WHEN account_id RLIKE '{control}' THEN 'control_character'
    WHEN account_id RLIKE '{spreadsheet}' THEN 'spreadsheet_number'
    WHEN contains(account_id, '\uFFFD') THEN 'bad_encoding'
    WHEN device_id IS NULL THEN 'missing_value'
    WHEN octet_length(device_id) > {longest} THEN 'field_too_long'
    WHEN device_id RLIKE '{control}' THEN 'control_character'
    WHEN device_id RLIKE '{spreadsheet}' THEN 'spreadsheet_number'
    WHEN contains(device_id, '\uFFFD') THEN 'bad_encoding'
    WHEN octet_length(ip) > {longest} OR octet_length(region) > {longest} THEN 'field_too_long'
    WHEN ip RLIKE '{control}' OR region RLIKE '{control}' THEN 'control_character'
    WHEN ip RLIKE '{spreadsheet}' OR region RLIKE '{spreadsheet}' THEN 'spreadsheet_number'
    WHEN contains(ip, '\uFFFD') OR contains(region, '\uFFFD') THEN 'bad_encoding'
    WHEN login_at IS NULL THEN 'missing_value'
    WHEN NOT is_clock AND NOT is_epoch THEN 'bad_time'
    WHEN at IS NULL OR at < 946684800000 OR at >= 4102444800000 THEN 'impossible_time'
  END AS code
FROM kosring_moments;

-- A login that is there twice is one login.
CREATE TEMPORARY VIEW kosring_logins AS
SELECT DISTINCT
  account_id, device_id, region, ip, at,
  to_date(timestamp_millis(at)) AS day,
  hour(timestamp_millis(at)) AS hour,
  int(floor((hour(timestamp_millis(at)) * 60 + minute(timestamp_millis(at))) / 10)) AS slot
FROM kosring_checked
WHERE code IS NULL;

CREATE TABLE kosring_device_days USING parquet PARTITIONED BY (day) LOCATION '{incoming}/device_days' AS
SELECT /*+ REBALANCE(day) */ * FROM (SELECT
  account_id, device_id, region,
  int(count(*)) AS logins,
  min(slot) AS first_slot,
  {hours_00} AS hours_00,
  {hours_08} AS hours_08,
  {hours_16} AS hours_16,
  day
FROM kosring_logins
GROUP BY account_id, device_id, region, day);

CREATE TABLE kosring_network_days USING parquet PARTITIONED BY (day) LOCATION '{incoming}/network_days' AS
SELECT /*+ REBALANCE(day) */ * FROM (
SELECT DISTINCT account_id, ip, day
FROM kosring_logins
WHERE ip IS NOT NULL);

CREATE TABLE kosring_quarantine USING csv OPTIONS (header 'true') LOCATION '{incoming}/quarantine' AS
SELECT kosring_file AS file, code, kosring_row AS row
FROM kosring_checked
WHERE code IS NOT NULL;

DROP TABLE kosring_checked;
