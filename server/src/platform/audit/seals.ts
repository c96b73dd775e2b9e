import type pg from 'pg'

type Queries = Pick<pg.ClientBase, 'query'>

/** How far the chain of a workspace was carried on. */
export interface Sealed {
  readonly workspaceId: number
  /** Number of the last seal, and its hash: whoever keeps them elsewhere can prove that nothing before was changed. */
  readonly number: number
  readonly hash: string
  readonly entries: number
}

const AT_ONCE = 2_000

interface SealedRow {
  sealed_workspace: number
  last_number: string
  last_hash: Buffer
  sealed: number
}

/** Seals what has been committed, of every workspace, until nothing waits. */
export async function sealAudit(db: Queries): Promise<Sealed[]> {
  const heads = new Map<number, Sealed>()
  for (;;) {
    const { rows } = await db.query<SealedRow>(
      'select s.sealed_workspace, s.last_number, s.last_hash, s.sealed from mainstay.seal_audit($1) s',
      [AT_ONCE],
    )
    for (const row of rows) {
      heads.set(row.sealed_workspace, {
        workspaceId: row.sealed_workspace,
        number: Number(row.last_number),
        hash: row.last_hash.toString('hex'),
        entries: (heads.get(row.sealed_workspace)?.entries ?? 0) + row.sealed,
      })
    }
    if (rows.every((row) => row.sealed < AT_ONCE)) return [...heads.values()]
  }
}

export type AuditFaultKind = 'changed' | 'removed' | 'seal-missing' | 'unsealed'

/** One place where the chain does not hold. */
export interface AuditFault {
  readonly kind: AuditFaultKind
  readonly seal: string | null
  readonly entryId: string | null
}

export interface AuditVerification {
  readonly entries: number
  readonly sealed: number
  /** Entries of the last seconds, which the next seal will cover. */
  readonly waiting: number
  readonly lastSeal: { readonly number: string; readonly hash: string } | null
  /** The first of them; none means that the chain holds. */
  readonly faults: readonly AuditFault[]
}

const MOST_FAULTS = 100

interface SealingRow {
  entries: string
  sealed: string
  waiting: string
  last_number: string | null
  last_hash: Buffer | null
}

interface FaultRow {
  kind: AuditFaultKind
  seal_number: string | null
  entry_id: string | null
}

/** Computes the whole chain of the workspace in context anew and compares. */
export async function verifyAudit(db: Queries): Promise<AuditVerification> {
  const sealing = await db.query<SealingRow>(
    'select s.entries, s.sealed, s.waiting, s.last_number, s.last_hash from mainstay.audit_sealing() s',
  )
  const { rows } = await db.query<FaultRow>(
    'select f.kind, f.seal_number, f.entry_id from mainstay.audit_faults($1) f',
    [MOST_FAULTS],
  )
  const row = sealing.rows[0]
  return {
    entries: Number(row?.entries ?? 0),
    sealed: Number(row?.sealed ?? 0),
    waiting: Number(row?.waiting ?? 0),
    lastSeal:
      row?.last_number && row.last_hash ? { number: row.last_number, hash: row.last_hash.toString('hex') } : null,
    faults: rows.map((fault) => ({ kind: fault.kind, seal: fault.seal_number, entryId: fault.entry_id })),
  }
}

/** Hash of one seal of the workspace in context, to compare with what was noted elsewhere. */
export async function sealHash(db: Queries, seal: string): Promise<string | null> {
  const { rows } = await db.query<{ hash: Buffer }>(
    'select s.hash from mainstay.audit_seal s where s.workspace_id = mainstay.current_workspace() and s.number = $1',
    [seal],
  )
  return rows[0]?.hash.toString('hex') ?? null
}
