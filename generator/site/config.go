package site

import (
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/tree"
)

// Config reads config.toml in the site's folder dir and nothing else, for the
// commands that only need to know the categories. It is nil where the file is
// missing or has errors, which the findings tell; err is a failure of the
// machine.
func Config(dir string) (*config.Config, []diag.Diagnostic, error) {
	data, found, err := tree.ReadConfig(dir)
	if err != nil {
		return nil, nil, asChanged(tree.Config.Name(), err)
	}
	if data == nil {
		return nil, withoutConfig(found), nil
	}
	cfg, found := config.Load(data)
	if diag.HasErrors(found) {
		cfg = nil
	}
	return cfg, diag.Sort(found), nil
}

// withoutConfig returns what was found where config.toml could not be read: if
// nothing says why, that there is none.
func withoutConfig(found []diag.Diagnostic) []diag.Diagnostic {
	if diag.HasErrors(found) {
		return found
	}
	return append(found, noConfig.At(diag.Pos{File: tree.Config.Name()}))
}
