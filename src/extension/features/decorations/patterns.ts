import type { TagColor } from '../../contributions';

/**
 * Tag colours differ in the line below the passage too, so that two tags can be told apart without colour. Colours that come close to one another under a
 * colour-vision deficiency have different lines; a test computes which these are.
 */
export const lineStyles: Readonly<Record<TagColor, 'solid' | 'dashed' | 'dotted' | 'double'>> = {
  blue: 'dashed',
  orange: 'dashed',
  green: 'dotted',
  purple: 'double',
  yellow: 'dotted',
  red: 'solid',
  cyan: 'solid',
  gray: 'dashed',
};
