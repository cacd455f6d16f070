package outside

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// kind is what an answer means.
type kind string

const (
	there   kind = "there"
	dead    kind = "dead"
	private kind = "private" // in a network of its own
	unsure  kind = "unsure"
)

// answer is what was heard of an address.
type answer struct {
	Kind   kind   `json:"kind"`
	Status int    `json:"status,omitempty"` // of HTTP; 0: none came
	Fault  string `json:"fault,omitempty"`  // why none came: a key of faults
	Day    string `json:"day"`

	unreachable bool // its host has not answered
}

// faults are the reasons for which no answer came.
var faults = map[string]diag.Text{
	"host":        {ZH: "找不到这个域名", EN: "its host is not known"},
	"timeout":     {ZH: "15 秒内没有回答", EN: "it does not answer in time"},
	"connection":  {ZH: "连不上", EN: "no connection"},
	"certificate": {ZH: "安全证书不对或者过期", EN: "its certificate is not valid"},
	"redirects":   {ZH: "转来转去没有尽头", EN: "it leads from one address to the next without end"},
	"private":     {ZH: "内部网络的地址", EN: "an address of a private network"},
}

// holds reports whether an answer is still believed on a day.
func (a answer) holds(today page.Date) bool {
	day, err := page.ParseDate(a.Day)
	if err != nil {
		return false
	}
	days := int32(believed)
	if a.Kind != there {
		days = disbelieved
	}
	return day.Day <= today.Day && today.Day-day.Day < days
}

// readAnswers reads what was heard before. A file that cannot be understood is none: it
// is only there to spare others questions.
func readAnswers(name string) (map[string]answer, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var answers map[string]answer
	if json.Unmarshal(data, &answers) != nil {
		return nil, nil
	}
	return answers, nil
}

// writeAnswers keeps the answers about what the site links to now.
func writeAnswers(name string, answers map[string]answer) error {
	if name == "" {
		return nil
	}
	data, err := json.MarshalIndent(answers, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
