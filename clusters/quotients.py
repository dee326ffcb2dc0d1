"""Location quotients: how much more an industry weighs in a region than in all regions together.

``LQ = (e_ir / e_r) / (e_i / e)``: employees of industry i in region r, of all industries in r, of
industry i in all regions, and of all industries in all regions (P. Sargant Florence, Investment,
Location and Size of Plant, 1948). 1 is the average; the mean of an industry's quotients, each
region weighted with its share of all employees, is 1.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

Region = TypeVar("Region", bound=Hashable)
Industry = TypeVar("Industry", bound=Hashable)


def quotients(
    employees: Mapping[tuple[Region, Industry], int],
) -> dict[tuple[Region, Industry], float]:
    """The quotient of each (region, industry) that is given.

    A given zero has the quotient 0; a pair that is not given has none and counts as nobody. There
    is none either for an empty region and for an industry in which nobody works anywhere.
    """
    in_region: Counter[Region] = Counter()
    in_industry: Counter[Industry] = Counter()
    for (region, industry), number in employees.items():
        in_region[region] += number
        in_industry[industry] += number
    everybody = sum(in_region.values())
    return {
        (region, industry): number / in_region[region] / (in_industry[industry] / everybody)
        for (region, industry), number in employees.items()
        if in_region[region] and in_industry[industry]
    }
