// Package publish replaces the published folder as a whole.
package publish
