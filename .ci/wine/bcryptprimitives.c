/* The one function that Go's runtime asks of bcryptprimitives.dll: random bytes.
 * Windows has it since 2009, Wine since version 9; Debian 12 has Wine 8. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T length)
{
    return RtlGenRandom(data, (ULONG)length);
}
