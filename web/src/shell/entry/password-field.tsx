import { PasswordInput } from '@mantine/core'
import classes from './entry.module.css'
import { SHORTEST_PASSWORD, type Strength, strengthOf } from './password-strength.ts'
import { text } from './text.ts'

export interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  /** A new password gets a hint of its strength; the present one is only asked for. */
  readonly use: 'new' | 'present'
  readonly autoFocus?: boolean
}

const LEVEL: Readonly<Record<Strength, number>> = { empty: 0, short: 0, weak: 1, fair: 2, strong: 3 }

function sentenceFor(strength: Strength, password: string): string {
  if (strength === 'short') return text.strength.short(SHORTEST_PASSWORD - password.length)
  return text.strength[strength]
}

function StrengthHint({ password }: { password: string }) {
  const strength = strengthOf(password)
  return (
    <div className={classes.strength}>
      <div className={classes.meter} aria-hidden>
        {[1, 2, 3].map((level) => (
          <span key={level} data-on={LEVEL[strength] >= level} />
        ))}
      </div>
      <span role="status">{sentenceFor(strength, password)}</span>
    </div>
  )
}

/** A password that can be shown while it is typed. */
export function PasswordField({ label, value, onChange, error, use, autoFocus }: PasswordFieldProps) {
  return (
    <div className={classes.section}>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete={use === 'new' ? 'new-password' : 'current-password'}
        maxLength={128}
        error={error}
        data-autofocus={autoFocus || undefined}
        visibilityToggleButtonProps={{ 'aria-label': text.show, tabIndex: 0 }}
      />
      {use === 'new' ? <StrengthHint password={value} /> : null}
    </div>
  )
}
