import { sourceFiles } from './source-files.mjs'

const IMPURE = [
  [/\bDate\.now\b|\bnew Date\(\s*\)/, 'reads the clock; pass the time in'],
  [/\bMath\.random\b/, 'is random; use seededRandom'],
  [/\bperformance\.now\b/, 'reads the clock; pass the time in'],
  [/\bconsole\./, 'prints'],
]
const ENVIRONMENT_READER = 'server/src/platform/config/env.ts'

/** Domain code that touches the outside world, and readers of the environment other than the one allowed. */
export function purityFaults() {
  const faults = []
  for (const { file, isTest, text } of sourceFiles('domain/src')) {
    if (isTest) continue
    text.split('\n').forEach((line, index) => {
      if (/^\s*(\/\/|\*|\/\*)/.test(line)) return
      for (const [pattern, why] of IMPURE) if (pattern.test(line)) faults.push(`${file}:${index + 1} ${why}`)
    })
  }
  for (const folder of ['domain/src', 'contract/src', 'demo/src', 'server/src', 'web/src']) {
    for (const { file, isTest, text } of sourceFiles(folder)) {
      if (isTest || file === ENVIRONMENT_READER) continue
      if (/\bprocess\.env\b/.test(text)) faults.push(`${file} reads process.env; only ${ENVIRONMENT_READER} may`)
    }
  }
  return faults
}
