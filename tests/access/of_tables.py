"""Rows and sheets of imports for the access tests.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from tests.access.of_partners import an_import

MAKERS = {
    f"partners:{name}": lambda world, owner: [*an_import(world, owner), 2]
    for name in ("import_row", "import_row_aside")
}
MAKERS |= {f"partners:{name}": an_import for name in ("import_rows", "import_sheet")}
ARGUMENTS_OF_NOTHING = {
    f"partners:{name}": [999_999, 2] for name in ("import_row", "import_row_aside")
}
