export const text = {
  todo: 'What to do next',
  nothingToDo: 'Nothing is open.',
  fill: (section: string) => `Write ${section}`,
  empty: 'empty so far',
  changed: 'What changed lately',
  nothingChanged: 'Nothing has changed yet.',
  doubtful: 'What is doubtful',
  nothingDoubtful: 'Nothing asks to be looked at again.',
  written: 'How far it is written',
  writtenNote: 'Says nothing about the account.',
  nothingAsked: 'The template asks for nothing.',
  complete: (done: number, asked: number) => `${done} of ${asked}`,
  missing: (labels: string) => `Missing: ${labels}`,
  objectives: 'Objectives',
  noObjectives: 'No objective yet.',
  noGrade: 'not graded yet',
  place: 'Plans above and below',
  goal: 'goal',
  goalTitle: (unknown: number) =>
    unknown === 0
      ? 'Net revenue over all periods, with the plans below'
      : `Net revenue over all periods, with the plans below; ${unknown} of them set no goal you may see`,
  periods: 'Periods',
  now: 'running',
  begins: 'to come',
  over: 'over',
  noOwner: 'no owner',
  noDate: 'no date',
  due: 'due',
  late: (days: number) => (days === 1 ? '1 day late' : `${days} days late`),
  blocked: 'blocked',
  highWithoutAction: 'high, and nothing is done about it',
  withoutEvidence: 'no evidence',
  oldEvidence: 'old evidence',
  notGraded: 'not judged',
  assumed: 'assumed',
  asOf: 'as of',
  offTrack: 'off track',
  atRisk: 'at risk',
  more: (many: number) => `${many} more`,
  byWhom: (name: string, deed: string) => `${name}: ${deed}`,
  actions: {
    'plans.begun': 'began the plan',
    'plans.changed': 'changed title or place',
    'plans.rolled-forward': 'rolled the plan forward',
    'plans.activated': 'let the plan take effect',
    'plans.closed': 'closed the plan',
    'plans.reopened': 'opened the plan again',
  } as Readonly<Record<string, string>>,
} as const

/** What was done, in words: those written down, else the name of the deed ("objective closed"). */
export function deedWords(action: string): string {
  return text.actions[action] ?? action.slice(action.indexOf('.') + 1).replaceAll('-', ' ')
}
