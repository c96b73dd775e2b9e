import {
  type BackTest,
  type BackTestQuestion,
  markTopScores,
  type OutcomeColumn,
  type SetComparison,
  scoreMatrix,
  sharesOf,
} from '@mainstay/domain/selection'
import type { ProgramCriteriaSet } from '../../program/index.ts'
import { restsOnMargins } from '../queries/rank.ts'
import { weightsOf } from '../scoring/score-book.ts'
import type { GatheredPast } from './gather-past.ts'
import { afterSpan, knownSpan } from './past.ts'
import type { StoredAccount, StoredBackTest, StoredRole, StoredSetTest } from './stored-back-test.ts'

export interface WorkedOut {
  readonly tests: readonly BackTest[]
  readonly sideBySide: SetComparison | null
  readonly questions: readonly BackTestQuestion[]
}

/** The answer as it is kept: accounts by id, and only those that somebody will want to look at. */
export function storedAnswer(gathered: GatheredPast, worked: WorkedOut): StoredBackTest {
  const { plan, accountIds } = gathered
  const { past } = plan
  const { tests, questions } = worked
  const [first] = questions
  return {
    currency: gathered.currency,
    known: knownSpan(past),
    after: afterSpan(past),
    knownOn: gathered.knownOn,
    monthsBefore: past.history.monthsBefore,
    monthsAfter: past.history.monthsAfter,
    setsTested: plan.setsTested,
    booksChange: plan.booksChange,
    level: tests[0]?.level ?? 0,
    chosen: first?.chosen?.accounts.length ?? 0,
    tests: tests.flatMap((test, index) => {
      const set = plan.sets[index]
      return set ? [storedTest(test, set)] : []
    }),
    sideBySide: worked.sideBySide && withoutPicks(worked.sideBySide),
    accounts: first ? accountsOf(first, rolesOf(worked, accountIds), accountIds) : [],
  }
}

function withoutPicks({ shared, measures, verdict, reasons }: SetComparison): StoredBackTest['sideBySide'] {
  return { shared, measures, verdict, reasons }
}

function storedTest({ picks, matching, ...test }: BackTest, set: ProgramCriteriaSet): StoredSetTest {
  const shares = sharesOf(weightsOf(set.content))
  const { id, name, number, status, version } = set
  const alone = (reason: string) => matching?.unmatched.filter((one) => one.reason === reason).length ?? 0
  return {
    ...test,
    criteriaSet: { id, name, number, status, version, restsOnMargins: restsOnMargins(set.content) },
    criterionNames: set.content.criteria.map((criterion, index) => ({
      key: criterion.key,
      name: criterion.name,
      weightShare: shares[index] ?? 0,
    })),
    picks: picks.length,
    matching: matching && {
      pairs: matching.pairs.length,
      nobodyAlike: alone('selection/nobody-alike'),
      unknown: alone('selection/likeness-unknown'),
      isBalanced: matching.isBalanced,
      balance: matching.balance,
    },
  }
}

type Roles = ReadonlyMap<number, readonly (StoredRole | null)[]>

/** What part accounts play under each set, by position. */
function rolesOf({ tests, questions }: WorkedOut, accountIds: readonly string[]): Roles {
  const roles = new Map<number, (StoredRole | null)[]>()
  tests.forEach((test, index) => {
    const question = questions[index]
    if (!question) return
    const play = (account: number, role: StoredRole) => {
      const own = roles.get(account) ?? tests.map(() => null)
      own[index] = role
      roles.set(account, own)
    }
    const idAt = (account: number | undefined) => (account === undefined ? null : (accountIds[account] ?? null))
    const pairs = test.matching?.pairs ?? []
    const counterpart = new Map(pairs.map(({ treated, control }) => [treated, control]))
    const { scores } = scoreMatrix(question.set.matrix, question.set.weights)
    const scoreOf = (account: number) => scores[account] ?? 0
    const best = [...test.picks].sort((one, other) => scoreOf(other) - scoreOf(one) || one - other)
    best.forEach((account, place) => {
      const matchedWith = idAt(counterpart.get(account))
      play(account, { place: place + 1, score: scoreOf(account), matchedWith })
    })
    for (const { treated, control } of pairs) {
      play(control, { place: null, score: null, matchedWith: idAt(treated) })
    }
  })
  return roles
}

function accountsOf(question: BackTestQuestion, roles: Roles, accountIds: readonly string[]): readonly StoredAccount[] {
  const isLargest = markTopScores(question.start.spend, question.set.places)
  const isChosen = new Set(question.chosen?.accounts)
  return accountIds.flatMap((id, account): StoredAccount[] => {
    const own = roles.get(account)
    if (!own && isLargest[account] !== 1 && !isChosen.has(account)) return []
    return [
      {
        id,
        isLargest: isLargest[account] === 1,
        isChosen: isChosen.has(account),
        hasLeft: question.hasLeft[account] === 1,
        amounts: Object.fromEntries(question.outcomes.map((column) => [column.measure, amountsAt(column, account)])),
        roles: own ?? [],
      },
    ]
  })
}

function amountsAt({ before, after }: OutcomeColumn, account: number): [number | null, number | null] {
  const cell = (value = Number.NaN) => (Number.isNaN(value) ? null : value)
  return [cell(before[account]), cell(after[account])]
}
