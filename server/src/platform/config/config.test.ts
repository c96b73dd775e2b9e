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

describe('the settings about mail', () => {
  const good = {
    MAINSTAY_SMTP_URL: 'smtp://mail.example.com',
    MAINSTAY_MAIL_FROM: 'Mainstay <mainstay@example.com>',
    MAINSTAY_PUBLIC_URL: 'https://accounts.example.com',
  }
  const mailOf = (env: Record<string, string>) => {
    const read = readConfig({ ...good, ...env })
    return read.ok ? read.config.mail : null
  }

  it('are left out as a whole, or given as a whole with the address that links lead to', () => {
    const read = readConfig({})
    expect(read.ok && read.config.mail).toBeNull()
    expect(faultsOf({ ...good, MAINSTAY_PUBLIC_URL: '' }).length).toBeGreaterThan(0)
    expect(faultsOf({ MAINSTAY_SMTP_URL: good.MAINSTAY_SMTP_URL })).toContain('MAINSTAY_MAIL_FROM')
    expect(faultsOf({ MAINSTAY_MAIL_FROM: good.MAINSTAY_MAIL_FROM })).toEqual(['MAINSTAY_SMTP_URL'])
    expect(faultsOf({ MAINSTAY_SMTP_URL: good.MAINSTAY_SMTP_URL, MAINSTAY_MAIL_FROM: 'a@b.test' })).toEqual([
      'MAINSTAY_PUBLIC_URL',
    ])
  })

  it('encrypt the way unless it stays on this machine or is opened on purpose', () => {
    expect(mailOf({})).toMatchObject({ host: 'mail.example.com', port: 587, encryption: 'starttls', user: null })
    expect(mailOf({ MAINSTAY_SMTP_URL: 'smtps://u%40x:p%2Fw@mail.example.com' })).toMatchObject({
      port: 465,
      encryption: 'from-the-start',
      user: 'u@x',
      password: 'p/w',
    })
    expect(mailOf({ MAINSTAY_SMTP_URL: 'smtp://127.0.0.1:2525' })).toMatchObject({ port: 2525, encryption: 'none' })
    expect(mailOf({ MAINSTAY_SMTP_URL: 'smtp://relay.lan:25?tls=none' })).toMatchObject({ encryption: 'none' })
  })

  it('are refused when they are no server or no address, without repeating the password', () => {
    for (const url of ['http://mail.example.com', 'mail.example.com', 'smtp://', 'smtp://u:%zz@mail.example.com']) {
      expect(faultsOf({ ...good, MAINSTAY_SMTP_URL: url })).toEqual(['MAINSTAY_SMTP_URL'])
    }
    for (const from of ['nobody', 'A <a@b.test>, B <b@b.test>', 'A <a@b.test>\r\nBcc: c@d.test', '<>']) {
      expect(faultsOf({ ...good, MAINSTAY_MAIL_FROM: from })).toEqual(['MAINSTAY_MAIL_FROM'])
    }
    expect(JSON.stringify(readConfig({ ...good, MAINSTAY_SMTP_URL: 'ftp://u:hunter2@x' }))).not.toContain('hunter2')
  })
})
