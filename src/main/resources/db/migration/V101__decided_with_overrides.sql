-- With which overrides a number was decided, as `PIN 5, CAP 9`; null for none. A replica of the version before leaves what
-- stands there.
alter table decision add column overrides text;
