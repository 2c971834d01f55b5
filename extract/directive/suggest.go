package directive

import "strings"

// didYouMean returns "; did you mean X?" for the candidate that is nearest to
// what was typed, or "" when none is near.
func didYouMean(typed string, candidates []string) string {
	if best := Nearest(typed, candidates); best != "" {
		return "; did you mean " + best + "?"
	}
	return ""
}

// Nearest returns the candidate that was probably meant: the same but for its
// case, or one a few typing errors away. It returns "" when none is near.
func Nearest(typed string, candidates []string) string {
	best, bestDistance := "", 3
	for _, c := range candidates {
		if n := distance(strings.ToLower(typed), strings.ToLower(c)); n < bestDistance && 2*n < len(c) {
			best, bestDistance = c, n
		}
	}
	return best
}

// distance counts the typing errors between a and b: characters inserted, left
// out, replaced, and neighbours exchanged.
func distance(a, b string) int {
	// row[i][j] is the distance of a[:i] and b[:j].
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			n := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, rows[i-2][j-2]+1)
			}
			rows[i][j] = n
		}
	}
	return rows[len(a)][len(b)]
}
