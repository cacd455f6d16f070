package build

import (
	"crypto/sha256"
	"hash"
	"io"

	"gongkai/generator/cache"
	"gongkai/generator/config"
	"gongkai/generator/diag"
)

// hasher sums what is written through it.
type hasher struct {
	w    io.Writer
	hash hash.Hash
	size int64
}

func newHasher(w io.Writer) *hasher { return &hasher{w: w, hash: sha256.New()} }

func (h *hasher) Write(b []byte) (int, error) {
	h.hash.Write(b)
	h.size += int64(len(b))
	return h.w.Write(b)
}

// sum returns the sum, as cache.SumBytes would, and the number of bytes.
func (h *hasher) sum() (cache.Sum, int64) {
	return cache.Sum(h.hash.Sum(nil)[:len(cache.Sum{})]), h.size
}

// relevel applies the levels that a site sets for rules.
func relevel(cfg *config.Config, found []diag.Diagnostic) []diag.Diagnostic {
	levels := map[string]string{}
	for _, r := range cfg.Rules {
		levels[r.Code] = r.Level
	}
	kept := found[:0]
	for _, d := range found {
		switch levels[d.Code] {
		case "off":
			continue
		case "note":
			d.Severity = diag.Note
		case "warning":
			d.Severity = diag.Warning
		case "error":
			d.Severity = diag.Error
		}
		kept = append(kept, d)
	}
	return kept
}
