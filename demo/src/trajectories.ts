import type { Chance } from './chance.ts'

/** How a customer's demand goes over the months of the sample. */
export type Trajectory = 'steady' | 'growing' | 'declining' | 'lost' | 'new' | 'silent' | 'fallen'

const TRAJECTORIES: readonly Trajectory[] = ['steady', 'growing', 'declining', 'lost', 'new', 'silent', 'fallen']
const SHARES = [49, 14, 12, 10, 8, 4, 3]

export function drawTrajectory(chance: Chance): Trajectory {
  return TRAJECTORIES[chance.pickWeighted(SHARES)] ?? 'steady'
}

const SLOW_START = [0.3, 0.45, 0.6, 0.75, 0.9]
const SLOW_END = [0.35, 0.5, 0.7, 0.85]

/** Demand in each month as a multiple of the customer's ordinary month; 0 is silence. */
export function demandByMonth(chance: Chance, trajectory: Trajectory, months: number): number[] {
  const demand: number[] = []
  const start = trajectory === 'new' ? chance.whole(8, months - 7) : 0
  const end = trajectory === 'lost' ? chance.whole(7, months - 4) : months
  const turn = trajectory === 'fallen' ? chance.whole(months - 11, months - 5) : chance.whole(6, 16)
  const gap = chance.whole(8, 12)
  const step = monthlyStep(chance, trajectory)
  let level = trajectory === 'growing' ? 0.75 : 1
  for (let month = 0; month < months; month += 1) {
    if (trajectory !== 'declining' || month >= turn) level *= step
    const isSilent = trajectory === 'silent' && month >= turn && month < turn + gap
    const isAway = month < start || month >= end || isSilent
    const ramp = trajectory === 'new' ? (SLOW_START[month - start] ?? 1) : 1
    const fade = trajectory === 'lost' ? (SLOW_END[end - month - 1] ?? 1) : 1
    const fall = trajectory === 'fallen' && month >= turn ? 0.4 : 1
    demand.push(isAway ? 0 : level * ramp * fade * fall)
  }
  return demand
}

function monthlyStep(chance: Chance, trajectory: Trajectory): number {
  if (trajectory === 'growing') return 1 + chance.between(0.012, 0.026)
  if (trajectory === 'declining') return 1 - chance.between(0.016, 0.034)
  return 1 + chance.between(-0.002, 0.003)
}
