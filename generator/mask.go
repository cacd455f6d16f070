package main

import (
	"os"
	"path/filepath"

	"gongkai/generator/diag"
	"gongkai/generator/plaintext"
	"gongkai/generator/rewrite"
	"gongkai/generator/tidy"
)

// mask puts what may be shown in the place of each number that must not go out and that
// nobody has accepted, in documents, tables and texts. All files are written or none. What
// it cannot mend, check finds.
func mask(c *call) error {
	s, err := scan(c, nil)
	if s == nil || err != nil {
		return err
	}
	corrections := map[string][]diag.Correction{}
	shown := map[string]string{} // the name of each file
	for _, m := range s.marks {
		if m.Waiver == nil && !m.Mask.IsZero() {
			corrections[m.File] = append(corrections[m.File], m.Mask)
			shown[m.File] = m.Found.Pos.File
		}
	}
	var changes []rewrite.Change
	masked := 0
	for _, name := range sortedFiles(corrections) {
		path := filepath.Join(c.Source, filepath.FromSlash(name))
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		after, made := maskIn(data, corrections[name])
		if len(made) == 0 {
			continue
		}
		masked += len(made)
		changes = append(changes, rewrite.Change{Path: path, Before: data, After: after})
		c.say("遮挡了 %d 处：%s", "%d masked in %s", len(made), shown[name])
	}
	if err := rewrite.Files(changes); err != nil {
		return err
	}
	if masked == 0 {
		c.say("没有可以自动遮挡的号码。", "There is nothing to mask.")
	}
	return nil
}

// maskIn makes corrections in a file of whatever encoding offices have. All other bytes of
// it stay.
func maskIn(data []byte, corrections []diag.Correction) (after []byte, made []diag.Correction) {
	original, err := plaintext.Open(data)
	if err != nil {
		return nil, nil
	}
	pieces, made := tidy.Pieces(original.Text, corrections)
	for _, p := range pieces {
		if err := original.Replace(p.From, p.To, p.Text); err != nil {
			return nil, nil
		}
	}
	return original.Bytes(), made
}
