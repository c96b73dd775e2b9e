import type { EdgeReason } from '@mainstay/domain/selection'
import { PLAUSIBLE_CHANGE } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, readReferences } from '../candidate-store.ts'
import type { StoredRun } from '../runs/run-store.ts'
import type {
  FirmnessAnswer,
  FirmnessQuestion,
  StoredAccounts,
  StoredCriterion,
  StoredCutChange,
  StoredFirmness,
  StoredLeftOut,
} from './stored-answer.ts'

/** An answer with the question it belongs to. */
export interface AnsweredFirmness {
  readonly run: StoredRun
  readonly question: FirmnessQuestion
  readonly result: StoredFirmness
}

/** What a reader may be told, and by which names. */
interface Reader {
  readonly accountOf: (id: string) => AccountReference | null
  readonly raterOf: (personId: string) => string | null
  /** Criteria about which a change that moves the list would lay margins bare. */
  readonly hiddenKeys: ReadonlySet<string>
}

/** Names an answer for one reader: accounts they may not see are counted, criteria that tell of margins are left out. */
export async function presentFirmness(
  scope: ReadScope,
  answered: AnsweredFirmness,
  isCurrent: boolean,
): Promise<FirmnessAnswer> {
  const { run, question, result } = answered
  const reader = await readerOf(scope, result)
  const criteria = result.criteria.map((criterion) => presentCriterion(criterion, reader))
  const { criteriaSet, today, situation, accounts, ranked, inside, level, alwaysInside, everInside, edgesTotal } =
    result
  const rows = result.accepted.flatMap(({ accountId, ...rest }) => withAccount(reader, accountId, rest))
  return {
    id: run.id,
    criteriaSet,
    hasOwnWeights: question.hasOwnWeights,
    askedBy: run.person_name,
    today,
    finishedAt: (run.finished_at ?? run.created_at).toISOString(),
    isCurrent,
    situation,
    places: question.places,
    accounts,
    ranked,
    inside,
    criteria,
    smallest: smallestOf(criteria),
    raters: result.raters.map(({ personId, judgedAccounts, ...rest }) => ({
      ...presentLeftOut(rest, reader),
      name: reader.raterOf(personId),
      judgedAccounts,
    })),
    acceptability: {
      draws: question.draws,
      seed: question.seed,
      level,
      alwaysInside,
      everInside,
      rows,
      hidden: result.accepted.length - rows.length,
    },
    edges: presentEdges(result, reader),
    edgesTotal,
    plausibleChange: PLAUSIBLE_CHANGE,
  }
}

/** Whether an answer about this set is for a reader at all: other weights, and drafts, lay margins bare. */
export function isForReader(seesMargins: boolean, { question, result }: Omit<AnsweredFirmness, 'run'>): boolean {
  if (seesMargins) return true
  if (result.wasDraft && result.gatesNeedMargins) return false
  if (!result.criteria.some(({ needsMargins }) => needsMargins)) return true
  return !question.hasOwnWeights && !result.wasDraft
}

async function readerOf(scope: ReadScope, result: StoredFirmness): Promise<Reader> {
  const names = await readReferences(scope, idsIn(result))
  const { rows } = await sql<{ person_id: string; person_name: string }>`
    select distinct on (j.person_id) j.person_id, j.person_name from mainstay.judgement j
    where j.workspace_id = ${scope.workspaceId} and j.person_id = any(${result.raters.map(({ personId }) => personId)}::text[])
    order by j.person_id, j.id desc`.execute(scope.db)
  const raters = new Map(rows.map(({ person_id, person_name }) => [person_id, person_name]))
  const hidden = scope.actor.seesMargins ? [] : result.criteria.filter(({ needsMargins }) => needsMargins)
  return {
    accountOf: (id) => names.get(id) ?? null,
    raterOf: (personId) => raters.get(personId) ?? null,
    hiddenKeys: new Set(hidden.map(({ key }) => key)),
  }
}

function idsIn(result: StoredFirmness): string[] {
  const left = [...result.criteria.flatMap(({ without }) => without ?? []), ...result.raters]
  const changes = result.criteria.flatMap(({ more, less }) => [more, less])
  return [
    ...changes.flatMap((change) => [change?.fallsOut, change?.comesIn]),
    ...left.flatMap(({ fallsOut, comesIn }) => [...fallsOut.ids, ...comesIn.ids]),
    ...result.accepted.map(({ accountId }) => accountId),
    ...result.edges.map(({ accountId }) => accountId),
  ].filter((id) => typeof id === 'string')
}

function presentCriterion(criterion: StoredCriterion, reader: Reader): FirmnessAnswer['criteria'][number] {
  const { key, name, weight, share, accountsWithEvidence, caution, more, less, without } = criterion
  const isHidden = reader.hiddenKeys.has(key)
  const told = { key, name, weight, share, isHidden, accountsWithEvidence, caution }
  if (isHidden) return { ...told, more: null, less: null, without: null }
  return {
    ...told,
    more: presentChange(more, reader),
    less: presentChange(less, reader),
    without: without && presentLeftOut(without, reader),
  }
}

function presentChange(change: StoredCutChange | null, reader: Reader): FirmnessAnswer['criteria'][number]['more'] {
  if (!change) return null
  const one = (id: string | null) => (id === null ? null : { account: reader.accountOf(id) })
  return { ...change, fallsOut: one(change.fallsOut), comesIn: one(change.comesIn) }
}

function presentLeftOut(left: StoredLeftOut, reader: Reader) {
  return {
    fallsOut: presentAccounts(left.fallsOut, reader),
    comesIn: presentAccounts(left.comesIn, reader),
    rankCorrelation: left.rankCorrelation,
  }
}

function presentAccounts({ ids, total }: StoredAccounts, reader: Reader) {
  const accounts = ids.flatMap((id) => reader.accountOf(id) ?? [])
  return { accounts, hidden: ids.length - accounts.length, total }
}

function smallestOf(criteria: FirmnessAnswer['criteria']): FirmnessAnswer['smallest'] {
  const changes = criteria.flatMap(({ key, more, less }) => [
    ...(more ? [{ key, direction: 'more' as const, size: Math.abs(more.change) }] : []),
    ...(less ? [{ key, direction: 'less' as const, size: Math.abs(less.change) }] : []),
  ])
  const first = changes.sort((one, other) => one.size - other.size)[0]
  return first ? { key: first.key, direction: first.direction } : null
}

function withAccount<Rest>(
  reader: Reader,
  accountId: string,
  rest: Rest,
): readonly (Rest & { readonly account: AccountReference })[] {
  const account = reader.accountOf(accountId)
  return account ? [{ account, ...rest }] : []
}

function presentEdges(result: StoredFirmness, reader: Reader): FirmnessAnswer['edges'] {
  const nameOf = new Map(result.criteria.map(({ key, name }) => [key, name]))
  return result.edges.flatMap(({ accountId, reasons, ...rest }) => {
    const told = reasons
      .filter((reason) => !('key' in reason) || !reader.hiddenKeys.has(reason.key))
      .map((reason) => presentReason(reason, { nameOf, reader }))
    return told.length === 0 ? [] : withAccount(reader, accountId, { ...rest, reasons: told })
  })
}

function presentReason(
  reason: EdgeReason,
  names: { readonly nameOf: ReadonlyMap<string, string>; readonly reader: Reader },
): FirmnessAnswer['edges'][number]['reasons'][number] {
  const key = 'key' in reason ? reason.key : ''
  const isRater = reason.code === 'selection/moves-without-rater'
  return {
    code: reason.code,
    name: isRater ? names.reader.raterOf(key) : (names.nameOf.get(key) ?? null),
    change: 'change' in reason ? reason.change : null,
    insideShare: 'insideShare' in reason ? reason.insideShare : null,
  }
}
