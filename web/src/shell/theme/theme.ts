import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine wants ten shades of a color; ours are two tokens, so the shades only fill the places between them. */
const accentShades: MantineColorsTuple = [
  '#f1f3fc',
  '#dfe3f8',
  '#c2caf2',
  '#a3afff',
  '#8c9bff',
  '#5d70d6',
  '#4558c2',
  '#3347b0',
  '#2a3b96',
  '#20307c',
]

/** Filled buttons take the text color that was checked against our accent, which differs between the schemes. */
const resolveVariant: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...usual, color: 'var(--on-accent)' } : usual
}

export const theme = createTheme({
  variantColorResolver: resolveVariant,
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  colors: { accent: accentShades },
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px var(--shade)',
    lg: '0 8px 28px var(--shade)',
    xl: '0 8px 28px var(--shade)',
  },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '15px' }, h2: { fontSize: '13px' }, h3: { fontSize: '13px' } },
  },
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default', fw: 500 },
      vars: () => ({ root: { '--button-height': '27px', '--button-padding-x': '11px', '--button-fz': '13px' } }),
    },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md', color: 'gray' } },
    Input: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', offset: 4 } },
    Popover: { defaultProps: { shadow: 'md', offset: 6 } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, openDelay: 250 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--neutral-faint)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--loss)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-faint)',
  '--mantine-color-accent-light-hover': 'var(--accent-faint)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-text': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-disabled': 'var(--neutral-faint)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-gray-subtle-color': 'var(--muted)',
  '--mantine-color-gray-text': 'var(--muted)',
  '--mantine-color-gray-light-color': 'var(--text)',
  '--mantine-color-gray-light-hover': 'var(--neutral-faint)',
}

/** Hands our tokens to Mantine, so that its components wear the same colors as ours in both schemes. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: shared, light: shared, dark: shared })
