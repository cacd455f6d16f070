package build

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
	data, err := tree.ReadConfig(dir)
	if err != nil {
		return nil, nil, err
	}
	if data == nil {
		return nil, []diag.Diagnostic{noConfig.At(diag.Pos{File: tree.Config.Name()})}, nil
	}
	cfg, found := config.Load(data)
	if diag.HasErrors(found) {
		cfg = nil
	}
	return cfg, diag.Sort(found), nil
}
