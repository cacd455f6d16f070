package config

import "strings"

// checkDigit reports whether an organisation code of nine characters (GB 11714)
// or a unified social credit code of eighteen (GB 32100—2015) ends in its right
// check character. The ninth to seventeenth characters of the latter are a
// code of the former kind.
func checkDigit(code string) bool {
	code = strings.ReplaceAll(code, "-", "")
	if len(code) == 9 {
		return organisationDigit(code[:8]) == code[8]
	}
	return creditDigit(code[:17]) == code[17]
}

// organisationDigit returns the check character of eight characters.
func organisationDigit(code string) byte {
	sum := 0
	for i, weight := range [8]int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", code[i]) * weight
	}
	return "0123456789X0"[11-sum%11]
}

// creditDigit returns the check character of seventeen characters. The weights
// are the powers of 3 modulo 31.
func creditDigit(code string) byte {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, weight := 0, 1
	for i := range len(code) {
		sum += strings.IndexByte(alphabet, code[i]) * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31]
}
