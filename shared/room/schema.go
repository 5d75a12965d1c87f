package room

import "fmt"

// Schema is the version of stored rows and objects that this program writes. What
// an older one wrote is brought up when it is read (MG1); roomctl migrate does it
// for good.
//
//	1  the first
//	2  a plan may say its ceiling and the delivery
const Schema = 2

// assumedCeiling is what rooms had before anybody could say (MG1): millimetres.
const assumedCeiling = 2500

// Upcast makes a plan of schema from one of this program's.
func (p Plan) Upcast(from int) (Plan, error) {
	if err := CheckSchema(from); err != nil {
		return p, err
	}
	if from < 2 && p.Ceiling == nil {
		p.Ceiling = new(assumedCeiling)
	}
	return p, nil
}

// NewerSchemaError says that a newer program wrote a row or an object (MG2). It can be
// read, but not by this program.
type NewerSchemaError struct{ Schema int }

func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("written in schema %d, this program reads 1 to %d", e.Schema, Schema)
}

// CheckSchema refuses what a newer program wrote with a *NewerSchemaError: half of it
// would be lost.
func CheckSchema(from int) error {
	switch {
	case from > Schema:
		return &NewerSchemaError{Schema: from}
	case from < 1:
		return fmt.Errorf("there is no schema %d", from)
	}
	return nil
}
