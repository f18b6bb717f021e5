/** News agencies by the names they sign with. The first is what a new outlet is called. General knowledge, and no list of a corpus. */
const agencies: readonly (readonly string[])[] = [
  ['Reuters', 'Thomson Reuters'],
  ['Associated Press', 'AP', 'The Associated Press'],
  ['Agence France-Presse', 'AFP'],
  ['Deutsche Presse-Agentur', 'dpa', 'DPA'],
  ['United Press International', 'UPI'],
  ['Press Association', 'PA', 'PA Media'],
  ['TASS', 'ITAR-TASS', 'Itar-Tass', 'Tass'],
  ['RIA Novosti', 'RIA', 'RIA News'],
  ['Interfax', 'Interfax-Ukraine'],
  ['Sputnik', 'Sputnik News'],
  ['Regnum', 'REGNUM'],
  ['Ukrinform', 'UKRINFORM'],
  ['UNIAN'],
  ['BelTA', 'BELTA'],
  ['Polish Press Agency', 'PAP'],
  ['Czech News Agency', 'CTK', 'ČTK'],
  ['Baltic News Service', 'BNS'],
  ['Agerpres', 'AGERPRES'],
  ['BTA', 'Bulgarian Telegraph Agency'],
  ['Hina', 'HINA'],
  ['Tanjug', 'TANJUG'],
  ['ANSA'],
  ['EFE', 'Agencia EFE'],
  ['Lusa', 'LUSA'],
  ['Belga', 'BELGA'],
  ['ANP'],
  ['APA'],
  ['Keystone-SDA', 'SDA'],
  ['TT', 'TT News Agency'],
  ['NTB'],
  ['Ritzau'],
  ['STT'],
  ['Anadolu Agency', 'Anadolu', 'AA'],
  ['IRNA'],
  ['Fars', 'Fars News Agency'],
  ['Xinhua', 'Xinhua News Agency'],
  ['Kyodo', 'Kyodo News'],
  ['Jiji Press', 'Jiji'],
  ['Yonhap', 'Yonhap News Agency'],
  ['KCNA'],
  ['Press Trust of India', 'PTI'],
  ['ANI', 'Asian News International'],
  ['Bloomberg', 'Bloomberg News'],
  ['Dow Jones Newswires', 'Dow Jones'],
  ['Agenzia Nova'],
];

/** Common acronyms that are a word or another body as well: an agency only where a credit stands. */
const onlyAsCredit: ReadonlySet<string> = new Set(['PA', 'AA', 'TT', 'ANI', 'RIA', 'ANP', 'APA', 'SDA', 'AP']);

/** The agency's usual name. @param credit whether the name stands where credits do: in brackets, a dateline, a line of its own */
export function agencyNamed(name: string, credit: boolean): string | undefined {
  if (!credit && onlyAsCredit.has(name) && name !== 'AP') return undefined;
  return agencies.find((names) => names.includes(name))?.[0];
}
