package site

import (
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/tree"
)

// finish applies the levels that the site sets for rules, and sorts.
func finish(cfg *config.Config, found []diag.Diagnostic) []diag.Diagnostic {
	if cfg != nil && len(cfg.Rules) > 0 {
		found = relevel(cfg, found)
	}
	return diag.Sort(found)
}

// relevel applies the levels that a site sets for rules. What stops a build
// stops it on every site: errors are not lowered, and the attempt is reported.
func relevel(cfg *config.Config, found []diag.Diagnostic) []diag.Diagnostic {
	levels := map[string]diag.Severity{}
	for _, r := range cfg.Rules {
		levels[r.Code] = map[string]diag.Severity{"note": diag.Note, "warning": diag.Warning, "error": diag.Error}[r.Level]
	}
	kept := found[:0]
	tried := map[string]bool{}
	for _, d := range found {
		level, set := levels[d.Code]
		switch {
		case !set:
		case d.Severity == diag.Error && level < diag.Error:
			tried[d.Code] = true
		case level == 0:
			continue
		default:
			d.Severity = level
		}
		kept = append(kept, d)
	}
	for code := range tried {
		kept = append(kept, loweredError.At(diag.Pos{File: tree.Config.Name()}, code))
	}
	return kept
}
