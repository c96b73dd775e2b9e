-- Purpose: a change that waited in a browser over a holiday is still known when it is sent a second time.
create or replace function mainstay.housekeep(at timestamptz) returns void
  language sql security definer set search_path = mainstay, pg_temp as $$
  delete from mainstay.outbox_event e where e.at < housekeep.at - interval '7 days';
  delete from mainstay.idempotency_record r where r.created_at < housekeep.at - interval '30 days';
  delete from identity.attempt a where a.window_ends < housekeep.at;
  delete from identity.used_code c where c.used_at < housekeep.at - interval '10 minutes';
  delete from identity.password_reset p where p.expires_at < housekeep.at - interval '7 days';
  delete from identity.verification v where v."expiresAt" < housekeep.at;
  delete from identity.session s where s."expiresAt" < housekeep.at;
$$;
