package build

import (
	"gongkai/generator/config"
	"gongkai/generator/diag"
)

// Config reads config.toml in the site's folder dir and nothing else, for the
// commands that only need to know the categories. It is nil where the file is
// missing or has errors, which the findings tell; err is a failure of the
// machine.
func Config(dir string) (*config.Config, []diag.Diagnostic, error) {
	var s scan
	if err := s.readConfig(Options{Source: dir}); err != nil {
		return nil, nil, err
	}
	if s.config == nil {
		return nil, []diag.Diagnostic{noConfig.At(diag.Pos{File: configFile})}, nil
	}
	cfg, found := config.Load(s.config)
	if diag.HasErrors(found) {
		cfg = nil
	}
	return cfg, diag.Sort(found), nil
}
