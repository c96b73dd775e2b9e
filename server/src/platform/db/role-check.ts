import type pg from 'pg'

export interface RoleFault {
  readonly code:
    | 'db/superuser'
    | 'db/bypasses-row-security'
    | 'db/owns-tables'
    | 'db/creates-in-schema'
    | 'db/too-old'
    | 'db/unsafe-setting'
  readonly message: string
}

interface RoleRow {
  name: string
  superuser: boolean
  bypass: boolean
  owned: string
  creates: boolean
  version: number
  fsync: string
  full_page_writes: string
}

/** What is wrong with the role the program connects as; it does not serve until the list is empty. */
export async function findRoleFaults(pool: pg.Pool): Promise<RoleFault[]> {
  const { rows } = await pool.query<RoleRow>(`
    select current_user as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
      (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('mainstay', 'identity') and pg_has_role(current_user, c.relowner, 'member')) as owned,
      coalesce((select has_schema_privilege(current_user, n.oid, 'create') from pg_namespace n where n.nspname = 'mainstay'), false) as creates,
      current_setting('server_version_num')::integer as version,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes
    from pg_roles r where r.rolname = current_user`)
  const row = rows[0]
  if (!row) throw new Error('the database did not say who we are')
  const faults: RoleFault[] = []
  if (row.superuser)
    faults.push({
      code: 'db/superuser',
      message: `Role "${row.name}" is a superuser; row security would protect nothing.`,
    })
  if (row.bypass && !row.superuser)
    faults.push({ code: 'db/bypasses-row-security', message: `Role "${row.name}" bypasses row security (BYPASSRLS).` })
  if (Number(row.owned) > 0)
    faults.push({
      code: 'db/owns-tables',
      message: `Role "${row.name}" owns, or belongs to the owner of, ${row.owned} of the program's tables.`,
    })
  if (row.creates)
    faults.push({
      code: 'db/creates-in-schema',
      message: `Role "${row.name}" may create objects in schema "mainstay".`,
    })
  if (row.version < 150_000)
    faults.push({ code: 'db/too-old', message: `PostgreSQL 15 or later is needed, this one is ${row.version}.` })
  if (row.fsync !== 'on' || row.full_page_writes !== 'on') {
    faults.push({
      code: 'db/unsafe-setting',
      message: 'fsync and full_page_writes must be on, or committed data can be lost.',
    })
  }
  return faults
}
