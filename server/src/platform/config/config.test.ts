import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

function faultsOf(env: Record<string, string>): readonly string[] {
  const read = readConfig(env)
  return read.ok ? [] : read.faults.map(({ name }) => name)
}

describe('the secret of the installation', () => {
  it('is the one kept in the database unless given', () => {
    const read = readConfig({})
    expect(read.ok && read.config.secret).toBeNull()
    expect(faultsOf({ MAINSTAY_SECRET: '' })).toEqual([])
  })

  it('has at least 32 characters', () => {
    expect(faultsOf({ MAINSTAY_SECRET: 'x'.repeat(31) })).toEqual(['MAINSTAY_SECRET'])
    const read = readConfig({ MAINSTAY_SECRET: 'x'.repeat(32) })
    expect(read.ok && read.config.secret).toBe('x'.repeat(32))
  })

  it('is never repeated in the fault', () => {
    const read = readConfig({ MAINSTAY_SECRET: 'hunter2' })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })
})

describe('settings that contradict each other', () => {
  it('are all named at once', () => {
    const faults = faultsOf({
      MAINSTAY_OWNER_DATABASE_URL: 'postgres://owner@localhost/mainstay',
      MAINSTAY_HOST: '0.0.0.0',
      MAINSTAY_PORT: '70000',
      MAINSTAY_SECRET: 'short',
    })
    expect([...faults].sort()).toEqual(['DATABASE_URL', 'MAINSTAY_PORT', 'MAINSTAY_PUBLIC_URL', 'MAINSTAY_SECRET'])
  })
})
