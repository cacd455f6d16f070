package report

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Number is a figure of a report: an exact decimal with at most four places,
// counted in ten-thousandths. Four places are what the forms need: amounts are
// given in 万元, to the yuan. Sums of Numbers are exact, which floating point
// would not be (0.1 + 0.2).
type Number int64

const (
	// one is the Number 1.
	one Number = 10_000
	// places is how many decimals a Number can hold.
	places = 4
	// largest is the greatest figure that is taken for meant; it keeps the sum
	// of any table far from overflow.
	largest Number = 1_000_000_000_000 * one
)

// wholeNumber returns the Number n.
func wholeNumber(n int) Number { return Number(n) * one }

// String returns the number in plain decimals without trailing zeros: "267",
// "59237.2449", "-3", "0".
func (n Number) String() string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	whole, rest := n/one, n%one
	if rest == 0 {
		return sign + strconv.FormatInt(int64(whole), 10)
	}
	return sign + strings.TrimRight(fmt.Sprintf("%d.%04d", whole, rest), "0")
}

// UnmarshalText reads a number as figures.toml has it.
func (n *Number) UnmarshalText(text []byte) error {
	value, ok := parseNumber(string(text))
	if !ok {
		return errNumber
	}
	*n = value
	return nil
}

// errNumber is the error of what is no figure.
var errNumber = errors.New("not a number of at most four decimals")

// Float returns the nearest floating-point number, for spreadsheets.
func (n Number) Float() float64 { return float64(n) / float64(one) }

// integer reports whether n has no decimals.
func (n Number) integer() bool { return n%one == 0 }

// parseNumber reads an optional sign, digits, and at most four decimals. Digits
// may be grouped by underscores, as TOML allows. Nothing else is a figure: no
// exponent, no other base.
func parseNumber(s string) (Number, bool) {
	s, negative := strings.CutPrefix(s, "-")
	if !negative {
		s = strings.TrimPrefix(s, "+")
	}
	s = strings.ReplaceAll(s, "_", "")
	whole, fraction, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > 13 || len(fraction) > places && strings.Trim(fraction[places:], "0") != "" {
		return 0, false
	}
	fraction = (fraction + "0000")[:places]
	n, err := strconv.ParseUint(whole+fraction, 10, 63)
	if err != nil || Number(n) > largest {
		return 0, false
	}
	if negative {
		return -Number(n), true
	}
	return Number(n), true
}

// percentage returns part/whole in percent, rounded half up to the given
// decimals (at most four). whole must be positive and part not negative.
func percentage(part, whole Number, decimals int) Number {
	unit := int64(1) // the last place shown, in ten-thousandths
	for range places - decimals {
		unit *= 10
	}
	// round(100·part/whole / unit) = floor((2·100·one·part + whole·unit) / (2·whole·unit))
	n := new(big.Int).Mul(big.NewInt(200*int64(one)), big.NewInt(int64(part)))
	step := new(big.Int).Mul(big.NewInt(int64(whole)), big.NewInt(unit))
	n.Add(n, step)
	n.Div(n, step.Lsh(step, 1))
	return Number(n.Int64() * unit)
}
