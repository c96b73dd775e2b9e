import { registerReasons } from '../../kit/figures/reasons.ts'

/** What the figures of a round say when they are unknown. */
export function registerRoundReasons(): void {
  registerReasons({
    'selection/not-judged': 'Nobody has scored.',
    'selection/one-rater': 'Only one person has scored.',
    'selection/fewer-than-five-common-units': 'Fewer than five accounts were scored by two or more.',
    'selection/all-equal': 'Everybody gave the same; nothing shows that accounts can be told apart.',
    'selection/no-complete-block': 'No five accounts were scored by the same people.',
    'selection/incomplete-ratings': 'Only the accounts that all of these raters scored are counted.',
    'selection/nothing-in-common': 'This rater scored nothing that others scored.',
    'selection/fewer-than-five-common-accounts': 'Too few accounts in common to take severity out.',
  })
}
