import { describe, expect, test } from 'vitest'
import { isMailAddress } from './address.ts'
import { nameInMail, renderLetter } from './letter.ts'
import { openContent, sealContent } from './sealed-content.ts'

describe('a mail address', () => {
  test.each(['ann@acme.test', 'a.b+c@x-y.example.com', "o'brien@acme.ie", 'root@localhost'])(
    'is taken: %s',
    (address) => {
      expect(isMailAddress(address)).toBe(true)
    },
  )

  test.each([
    'ann@acme.test, eve@evil.test',
    'ann@acme.test\r\nBcc: eve@evil.test',
    'Ann <ann@acme.test>',
    '"ann eve"@acme.test',
    'ann@acme.test ',
    '<ann@acme.test>',
    'ann@[127.0.0.1]',
    '@relay.test:ann@acme.test',
    'ann@acme..test',
    '-@-',
    '',
    `${'a'.repeat(250)}@x.test`,
  ])('is refused when a server could read it as something else: %s', (address) => {
    expect(isMailAddress(address)).toBe(false)
  })
})

describe('a name that somebody chose', () => {
  test('stays on one line and cannot hide or reverse what stands beside it', () => {
    expect(nameInMail('Eve\r\nBcc: all\u202e txt\u0000')).toBe('Eve Bcc: all txt')
    expect(nameInMail('\ud800broken')).toBe('broken')
  })

  test('is no link in a mail program', () => {
    expect(nameInMail('Click https://evil.example/login now')).toBe('Click https evil. example/login now')
    expect(nameInMail('www.evil.example')).toBe('www. evil. example')
    expect(nameInMail('pay@evil.test')).toBe('pay at evil. test')
  })

  test('is cut when it is long, and otherwise stays as it is in every script', () => {
    expect(nameInMail('x'.repeat(500))).toHaveLength(81)
    for (const name of ['Müller & Söhne GmbH', 'Acme Inc.', '株式会社', 'می‌خواهم', 'O’Neill'])
      expect(nameInMail(name)).toBe(name)
  })
})

describe('a letter', () => {
  const letter = {
    kind: 'test',
    subject: `Invitation\r\nBcc: eve@evil.test ${'x'.repeat(300)}`,
    paragraphs: ['<script>alert(1)</script> & "quotes"'],
    action: { label: 'Join', url: 'https://mainstay.test/invitation/a"b' },
  }

  test('carries no markup of others and no second header', () => {
    const { subject, html, text } = renderLetter(letter)
    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject.length).toBeLessThanOrEqual(150)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;')
    expect(html).not.toContain('<script')
    expect(html).toContain('href="https://mainstay.test/invitation/a&quot;b"')
    expect(text).toContain('https://mainstay.test/invitation/a"b')
  })

  test('waits encrypted, readable for this mail and this secret only', () => {
    const rendered = renderLetter(letter)
    const sealed = sealContent('secret one', 'mail-1', rendered)
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('invitation')
    expect(openContent('secret one', 'mail-1', sealed)).toEqual(rendered)
    expect(openContent('secret two', 'mail-1', sealed)).toBeNull()
    expect(openContent('secret one', 'mail-2', sealed)).toBeNull()
    expect(openContent('secret one', 'mail-1', 'garbage')).toBeNull()
  })
})
