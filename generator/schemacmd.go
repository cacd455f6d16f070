package main

import (
	"os"
	"path/filepath"

	"gongkai/generator/page"
)

// schemaCommand is `gongkai schema`.
type schemaCommand struct{}

// Run prints the JSON Schema of the front matter. In a site's folder it knows
// the site's categories; elsewhere any category will do.
func (schemaCommand) Run(c *call) error {
	var categories []string
	if _, err := os.Stat(filepath.Join(c.Source, "config.toml")); err == nil {
		cfg, err := c.config()
		if cfg == nil {
			return err
		}
		for _, category := range cfg.Categories {
			categories = append(categories, category.Key)
		}
	}
	schema, err := page.Schema(categories)
	if err != nil {
		return err
	}
	return c.data(c.stdout, append(schema, '\n'))
}
