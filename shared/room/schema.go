package room

import "fmt"

// Schema is the schema version of the rows and objects that this program writes. Those of
// an older version are converted when they are read (MG1); roomctl migrate rewrites them.
//
//	1  the first
//	2  a plan may have a ceiling and a delivery
//	3  items have a height, may be mirrored and may be somebody's own; a plan may have door
//	   kinds, heights of doors and windows, fixtures, slopes, finishes and a picture
const Schema = 3

// assumedCeiling is the ceiling of a plan of schema 1 (MG1), in millimetres.
const assumedCeiling = 2500

// Upcast converts a plan of schema from to this program's Schema. Its errors are those of
// CheckSchema.
func (p Plan) Upcast(from int) (Plan, error) {
	if err := CheckSchema(from); err != nil {
		return p, err
	}
	if from < 2 && p.Ceiling == nil {
		p.Ceiling = new(assumedCeiling)
	}
	return p, nil
}

// NewerSchemaError says that a row or an object was written by a newer program, and so
// cannot be read by this one (MG2).
type NewerSchemaError struct{ Schema int }

func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("written in schema %d, this program reads 1 to %d", e.Schema, Schema)
}

// CheckSchema returns a *NewerSchemaError if from is newer than Schema: this program would
// lose the fields that it does not know. A schema below 1 is an error as well.
func CheckSchema(from int) error {
	switch {
	case from > Schema:
		return &NewerSchemaError{Schema: from}
	case from < 1:
		return fmt.Errorf("there is no schema %d", from)
	}
	return nil
}
