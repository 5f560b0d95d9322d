-- The two roles of the database. The owner runs migrations; the portal itself works as the other one, which can add to the
-- audit trail and read it, and cannot change or empty it, not even when somebody takes the portal over.
--
-- Run as a superuser, connected to the portal's database, before the first migration and after every one:
--     sudo -u postgres psql -d leerlandschap -f deploy/roles.sql
-- Then give both a password, once: \password leerlandschap_owner and \password leerlandschap_app

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'leerlandschap_owner') THEN
        CREATE ROLE leerlandschap_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'leerlandschap_app') THEN
        CREATE ROLE leerlandschap_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    -- Nobody else gets in; the owner may add the extensions that search needs.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO leerlandschap_app', current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY, CREATE ON DATABASE %I TO leerlandschap_owner', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO leerlandschap_owner;
GRANT USAGE ON SCHEMA public TO leerlandschap_app;

-- What is there, and what migrations will make.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO leerlandschap_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO leerlandschap_app;
ALTER DEFAULT PRIVILEGES FOR ROLE leerlandschap_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO leerlandschap_app;
ALTER DEFAULT PRIVILEGES FOR ROLE leerlandschap_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO leerlandschap_app;

-- The exceptions: the audit trail only grows, and which migrations ran is the owner's.
DO $$
BEGIN
    IF to_regclass('public.commons_auditevent') IS NOT NULL THEN
        REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER ON commons_auditevent FROM leerlandschap_app;
    END IF;
    IF to_regclass('public.django_migrations') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM leerlandschap_app;
    END IF;
END
$$;

-- No request takes this long; what does is a mistake that would hold others up.
ALTER ROLE leerlandschap_app SET statement_timeout = '30s';
ALTER ROLE leerlandschap_app SET idle_in_transaction_session_timeout = '60s';
