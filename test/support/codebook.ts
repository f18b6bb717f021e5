/** A codebook of the size and the sameness that a study of news has. */
export const codebook = [
  'Named source', 'Unnamed source', 'Official source', 'No source', 'Hearsay', 'Statement', 'Denial', 'Threat', 'Promise', 'Demand',
  'Sanction', 'Sanctions relief', 'Security guarantee', 'Security threat', 'Negotiation', 'Negotiating position', 'Normandy format', 'Neutral report', 'Narrative', 'National interest',
  'Nuclear', 'NATO', 'Military build-up', 'Military aid', 'Mobilisation', 'Energy', 'Energy price', 'Election', 'European unity', 'Economy',
  'Irony', 'Insinuation', 'Intervention', 'International law', 'Information war', 'History', 'Humanitarian', 'Human rights', 'Refugees', 'Response',
  'Responsibility', 'Retaliation', 'Russia as aggressor', 'Russia as victim', 'Résumé', 'West as aggressor', 'West as divided', 'Wording', 'War', 'Witness',
]; // prettier-ignore
