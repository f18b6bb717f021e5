/** Signs for the gutter: a shape of its own for each palette colour, so that no tag is told by colour alone. Pure. */
import type { TagColor } from '../../contributions';

/** In a square of 16, around (8, 8). */
const shapes: Readonly<Record<TagColor | 'own', string>> = {
  blue: '<circle cx="8" cy="8" r="4.5"/>',
  orange: '<path d="M8 3l5 9.5H3z"/>',
  green: '<rect x="3.8" y="3.8" width="8.4" height="8.4"/>',
  purple: '<path d="M8 2.6L13.4 8 8 13.4 2.6 8z"/>',
  yellow: '<path d="M8 2.5l1.6 3.7 4 .3-3 2.6.9 3.9L8 11l-3.5 2 .9-3.9-3-2.6 4-.3z"/>',
  red: '<path d="M3.5 5.6L5.6 3.5 8 5.9l2.4-2.4 2.1 2.1L10.1 8l2.4 2.4-2.1 2.1L8 10.1l-2.4 2.4-2.1-2.1L5.9 8z"/>',
  cyan: '<path d="M3 3.5h10L8 13z"/>',
  gray: '<path d="M6.2 3h3.6v3.2H13v3.6H9.8V13H6.2V9.8H3V6.2h3.2z"/>',
  own: '<path d="M5.2 3h5.6L13.6 8l-2.8 5H5.2L2.4 8z"/>',
};

/** The contributed colours, for light and dark: a picture in the gutter cannot refer to a theme's colour. A test holds them against the manifest. */
export const signColors: Readonly<Record<TagColor, { readonly light: string; readonly dark: string }>> = {
  blue: { light: '#0072B2', dark: '#56B4E9' },
  orange: { light: '#C75A00', dark: '#F0A04B' },
  green: { light: '#007A5A', dark: '#33C69B' },
  purple: { light: '#A3527D', dark: '#DB93BC' },
  yellow: { light: '#8A7A00', dark: '#F0E442' },
  red: { light: '#B3261E', dark: '#FF8A80' },
  cyan: { light: '#00788A', dark: '#5BD3E6' },
  gray: { light: '#5F6368', dark: '#B0B5BA' },
};

/** @param several more than one tag is given on the line: their number stands in the sign instead of its shape */
export function signOf(tagColor: string, theme: 'light' | 'dark', several = 1): string {
  const palette = signColors[tagColor as TagColor] as { readonly light: string; readonly dark: string } | undefined;
  const color = palette?.[theme] ?? (/^#[0-9a-f]{6}$/i.test(tagColor) ? tagColor : signColors.gray[theme]);
  const shape = palette ? shapes[tagColor as TagColor] : shapes.own;
  const inside =
    several === 1
      ? shape
      : `<rect x="1.5" y="2" width="13" height="12" rx="3"/><text x="8" y="11.6" font-family="sans-serif" font-size="10" font-weight="bold" text-anchor="middle" fill="${theme === 'light' ? '#ffffff' : '#1e1e1e'}">${several > 9 ? '9+' : several}</text>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="${color}">${inside}</svg>`)}`;
}
