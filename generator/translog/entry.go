package translog

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"time"
	"unicode/utf8"
)

// The states of an entry, as they are written.
const (
	Public     = "公开" // a page
	Attachment = "附件" // a file of one
	Withdrawn  = "撤下" // the notice of a page that was withdrawn, or nothing any more
)

// None stands for a sum or a day that there is not.
const None = "-"

// maxAddress is the longest address in bytes; the list of what is public has none longer.
const maxAddress = 1024

// maxEntry is the longest line of an entry, in bytes.
const maxEntry = maxAddress + len("\t") + 2*sha256.Size + 3*len("\t"+time.DateOnly) + len("\t"+Public+"\n")

// Entry is what is logged of a file. See the package comment for what each means.
type Entry struct {
	Address, Sum           string
	First, Present, Logged string
	State                  string
}

// Append appends the line of an entry.
func (e Entry) Append(b []byte) []byte {
	for _, column := range []string{e.Address, e.Sum, e.First, e.Present, e.Logged} {
		b = append(append(b, column...), '\t')
	}
	return append(append(b, e.State...), '\n')
}

// Same reports whether two entries of an address differ in nothing but the day on which
// they were logged.
func (e Entry) Same(other Entry) bool {
	e.Logged = other.Logged
	return e == other
}

// ParseEntry reads a line.
func ParseEntry(line []byte) (Entry, error) {
	text, ok := bytes.CutSuffix(line, []byte("\n"))
	columns := strings.Split(string(text), "\t")
	if !ok || len(columns) != 6 {
		return Entry{}, noEntry(line)
	}
	e := Entry{columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]}
	sound := isAddress(e.Address) && isSum(e.Sum) && isDay(e.First) && (e.Present == None || isDay(e.Present)) && isDay(e.Logged)
	if !sound || e.State != Public && e.State != Attachment && e.State != Withdrawn {
		return Entry{}, noEntry(line)
	}
	return e, nil
}

// noEntry says that a line is none.
func noEntry(line []byte) error {
	return fail("", "记录的格式不对：%q", "this is no entry: %q", line[:min(len(line), 200)])
}

// isAddress reports whether a text can be an address in a line.
func isAddress(s string) bool {
	return s != "" && len(s) <= maxAddress && utf8.ValidString(s) && !strings.ContainsAny(s, "\r\n\x00")
}

func isSum(s string) bool {
	return s == None || len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
